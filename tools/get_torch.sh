#!/bin/sh
# Put PyTorch into a virtual environment, the build for processors alone where there is a choice (200 MB; the one for GPUs
# has 3 GB). On a machine with a GPU run instead: uv sync --group training --group torch
# usage: tools/get_torch.sh VENV
set -eu
python=$1/bin/python
version=2.13.0
"$python" -c 'import torch' 2>/dev/null && exit 0
echo "installing torch $version into $1"
.tools/uv/bin/uv pip install --quiet --python "$python" pip
# A local version, 2.13.0+cpu, sorts after the plain one of the usual index.
exec "$python" -m pip install --quiet --quiet --no-input --retries 1 --extra-index-url https://download.pytorch.org/whl/cpu "torch==$version"
