"""Control charts: what is usual variation in a series, what is more, and what may follow from it.

The method is NHS England's “Making Data Count” as the R package NHSRplotthedots works it out; where we depart from it,
an option says so (``options``). Everything works on many series at once, as expressions over frames keyed by series.
Nothing here decides a band or a pound, so binary floats are good enough.
"""
