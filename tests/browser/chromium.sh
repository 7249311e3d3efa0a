#!/usr/bin/env bash
# Makes sure that a Chromium and Chinese fonts are there for the browser tests. As root on Debian it installs them: the headless shell,
# which is the same engine without windows, in a third of the time; where that is not to be had, the whole browser.
set -eu

find_one() {
  for name in "$@"; do
    if command -v "$name" >/dev/null; then return 0; fi
  done
  return 1
}

install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@" >/dev/null 2>&1
}

if find_one chromium-headless-shell; then exit 0; fi
if find_one chromium chromium-browser google-chrome google-chrome-stable; then
  install chromium-headless-shell || true
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Chromium and Chinese fonts …"
  apt-get update -q >/dev/null
  install chromium-headless-shell fonts-noto-cjk || install chromium fonts-noto-cjk || true
fi
if ! find_one chromium-headless-shell chromium; then
  echo "The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium fonts-noto-cjk)" >&2
  echo "or put a chromium or google-chrome on the PATH, then run make test again." >&2
  exit 1
fi
