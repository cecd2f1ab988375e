"""Writes openapi.yaml as the local server offers it: without the gateway's authorization and its settings.

Usage: open_api.py OPENAPI COPY
"""

import sys

import yaml


def local(part):
    """`x-amazon-*` holds CloudFormation's functions, which only a template can resolve."""
    if isinstance(part, dict):
        return {
            name: local(value)
            for name, value in part.items()
            if name not in ("security", "securitySchemes") and not str(name).startswith("x-amazon-")
        }
    if isinstance(part, list):
        return [local(value) for value in part]
    return part


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = local(yaml.safe_load(file))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        yaml.safe_dump(document, file, sort_keys=False, allow_unicode=True)


if __name__ == "__main__":
    main()
