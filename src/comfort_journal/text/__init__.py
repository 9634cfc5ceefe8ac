"""Words about days, lengths and plain text that commands and screens share. Pure: what day it is comes in."""
