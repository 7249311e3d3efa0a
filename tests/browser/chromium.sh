#!/usr/bin/env bash
# Makes sure that a Chromium and Chinese fonts are there for the browser tests. As root on Debian it installs them.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null; then found=$name; break; fi
done

if [ -z "${found:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing Chromium and Chinese fonts …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -q && apt-get install -y -q chromium fonts-noto-cjk; } >/dev/null
  found=chromium
fi

if [ -z "${found:-}" ]; then
  echo "The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium fonts-noto-cjk)" >&2
  echo "or put a chromium or google-chrome on the PATH, then run make test again." >&2
  exit 1
fi
