"""The recruiter's desk: one state of the city table, shown or taken away."""
