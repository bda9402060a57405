"""Every judged answer in machine form: domain values in, plain values out.

No HTTP and no sentences: enum values, whole roubles a month, shares as floats at full precision.
The pages say the same answers in words; programs and spreadsheets take these.
"""
