"""Runs Tryton until its standard input is closed: tests that are killed leave no server behind.

Usage: serve.py CONFIGURATION DATABASE
"""
import os
import runpy
import sys
import threading


def end_with_the_test():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_the_test, daemon=True).start()
sys.argv = ['trytond', '-c', sys.argv[1], '-d', sys.argv[2], '-v']
runpy.run_path('/usr/bin/trytond', run_name='__main__')
