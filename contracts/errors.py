"""The base of every error whose message is meant for the person at the desk."""


class ReckonerError(Exception):
    """Shown to a person as it stands, without a traceback: it says where, what was found and how to put it right."""
