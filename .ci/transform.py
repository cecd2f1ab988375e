"""Runs AWS's own SAM translator over template.yaml, as CloudFormation would, and fails where it would.

Usage: transform.py TEMPLATE
"""

import os
import sys

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

LOCAL_FILES = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::StateMachine": "DefinitionUri"}


class NoManagedPolicies:
    """We name no managed policy, so there is nothing to look up in an account."""

    def load(self):
        return {}


def packaged(template):
    """`sam package` uploads local files and writes their addresses in; any address will do here."""
    template["Globals"]["Function"].pop("CodeUri")
    for resource in template["Resources"].values():
        field = LOCAL_FILES.get(resource["Type"])
        if field:
            resource["Properties"][field] = "s3://packages/package"
    return template


def main():
    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")
    with open(sys.argv[1], encoding="utf-8") as file:
        template = packaged(yaml_parse(file.read()))
    result = transform(template, {}, NoManagedPolicies())
    print(f"SAM translator: {len(result['Resources'])} resources")


if __name__ == "__main__":
    main()
