"""Runs the example for pytest where pytest is not installed: a stand-in calls its fixtures and its tests."""

import inspect
import sys
import types

fixtures = {}
session = {}


def fixture(function=None, scope="function"):
    if function is None:
        return lambda given: fixture(given, scope)
    fixtures[function.__name__] = (function, scope)
    return function


def prepare(name, values, open_generators):
    """Sets a fixture up, and first those that it takes."""
    function, scope = fixtures[name]
    values = session if scope == "session" else values
    if name not in values:
        result = call(function, values, open_generators)
        if inspect.isgenerator(result):
            (session if scope == "session" else open_generators)[name + "()"] = result
            result = next(result)
        values[name] = result
    return values[name]


def call(function, values, open_generators):
    names = inspect.signature(function).parameters
    return function(**{name: prepare(name, values, open_generators) for name in names})


def close(generators):
    for generator in reversed([each for each in generators.values() if inspect.isgenerator(each)]):
        next(generator, None)


sys.modules["pytest"] = types.SimpleNamespace(fixture=fixture)
sys.path.insert(0, ".")
import conftest  # noqa: E402, F401
import test_scenario  # noqa: E402

tests = [each for name, each in vars(test_scenario).items() if name.startswith("test_")]
try:
    for test in tests:
        generators = {}
        call(test, {}, generators)
        close(generators)
finally:
    close(session)
print(f"{len(tests)} passed")
