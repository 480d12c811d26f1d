"""What it costs, measured: each figure beside the bare engine in the same run. ``make bench`` prints them."""
