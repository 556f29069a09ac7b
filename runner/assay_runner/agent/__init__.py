"""The sandbox's side: runs the candidate's code and does what the examiner asks. Nothing here is trusted by anybody."""
