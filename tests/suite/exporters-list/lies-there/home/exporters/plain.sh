#!/bin/sh
echo ran > ../../out/ran
