RATES = {"none": 0, "de": 0.19}
