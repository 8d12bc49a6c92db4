#!/bin/sh
# Leaves a mark where it was run, so that a test sees that it was not.
echo ran > "$(dirname "$0")/ran"
