"""The lab: environments built from pins, commands run in them, what came out recorded.

`kerascompat lab` is its command line. It needs the extra `lab`; the core never imports it.
"""
