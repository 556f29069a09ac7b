def running_totals(numbers):
    """Return the sum of the numbers up to and including each one."""
