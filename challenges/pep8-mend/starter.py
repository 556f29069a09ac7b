"""Stock of a small warehouse."""
import sys, re
from math import *
SEPARATOR="\d+\t"
HEAD = """code 	 amount   
---- 	 ------"""
def read_line( line,convert = int ):
  """Read one line: code and amount, and 0 for an amount that cannot be converted."""
  l=line.split( ";" )
  if len(l)!=2: raise ValueError("this is not a line of the stock list, which has a code, a semicolon and an amount: "+line)
  try :
    amount=convert(l[1])
  except :
    amount = 0
  return { 'code':l[0].strip() , 'amount':amount }
def split_numbers(text):
    return re.split(SEPARATOR,text)
def is_reserved(item):
    if item["reserved"] == True: return "reserved"
    elif item["reserved"] == None : return "unknown"
    return "free"
def label(value):
	if type(value) == type("") : return value
	return "#" + str(ceil(value))
def correct(item,warn):
    if item["amount"] < 0: warn(item["code"]); item["amount"] = 0
    return item
def count_in(item,log):
    receipt = log(item["code"])
    item["amount"]+=1
    return item["amount"]
def missing(codes,stock):
    return [code for code in codes if not code in stock and not code is None]
by_amount = lambda item : item["amount"]
def smallest(items): return min(items,key = by_amount)
