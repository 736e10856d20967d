#!/bin/sh
# Put PyTorch into a virtual environment: the build for processors alone (200 MB) where PyTorch's own index can be reached,
# else what pip finds. On a machine with a GPU run instead: uv sync --group training --group torch   (3 GB)
# usage: tools/get_torch.sh VENV
set -eu
python=$1/bin/python
index=https://download.pytorch.org/whl/cpu
wanted=$(sed -n 's/^torch = \["\(.*\)"\]$/\1/p' pyproject.toml)
"$python" -c 'import torch' 2>/dev/null && exit 0
echo "installing $wanted into $1"
.tools/uv/bin/uv pip install --quiet --python "$python" pip
set -- install --quiet --no-input "$wanted"
if "$python" -c "import urllib.request as r; r.urlopen('$index/torch/', timeout=10)" 2>/dev/null; then
  # A local version, 2.13.0+cpu, sorts after the plain one of the usual index.
  set -- "$@" --extra-index-url "$index"
fi
exec "$python" -m pip "$@"
