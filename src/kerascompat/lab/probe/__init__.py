"""What works in one environment, step by step: `python …/probe RECORD` appends the answers to a file.

It runs in environments of any age, so it needs nothing but `kerascompat` and what it probes, and is written in the
idioms that both generations share: a step that fails means that a user's ordinary code fails there.
"""
