"""Calls back, from deep down."""


def pass_on(function, number):
    return number if number == 0 else function(number)


def for_ever(function):
    function()
    return for_ever(function)


def depth(function, number):
    return function() if number == 0 else depth(function, number - 1)


def right():
    return 42
