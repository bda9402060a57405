"""A domain result in words: the only room where a verdict becomes a sentence."""
