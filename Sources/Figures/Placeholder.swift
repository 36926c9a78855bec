import NOf1
