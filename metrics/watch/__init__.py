"""Questions that figures raise about how they came about: each worth asking, none a finding.

Every one of them looks for something that chance seldom does by itself, and how seldom is measured on series in which
nothing is wrong (``rates``). What is raised is never an accusation: most of it has a harmless answer, and the rate says
how often there is nothing to answer at all. Nothing here decides a band or a pound, so binary floats are good enough.
"""
