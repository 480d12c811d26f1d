"""The outlook: methods, their back-test, and simulated futures."""
