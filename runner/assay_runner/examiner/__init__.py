"""The trusted side: holds the hidden tests, drives the candidate's code from outside and decides each edge case's outcome."""
