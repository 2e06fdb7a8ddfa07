"""The AWS SDK for Python against the demo. Works with old and new versions: endpoints are given as parameters."""

import os

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

env = os.environ
realm = env["KEYCLOAK_URL"] + "/realms/" + env["REALM"]
region = env["REGION"]
bucket = env["BUCKET"]
logins = {env["LOGIN_KEY"]: env["ID_TOKEN"]}


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{call} was not refused")


for slash in ("", "/"):
    pool = boto3.client(
        "cognito-identity",
        endpoint_url=realm + "/cognito-identity" + slash,
        region_name=region,
        config=Config(signature_version=UNSIGNED),
    )
    identity = pool.get_id(IdentityPoolId=env["IDENTITY_POOL_ID"], Logins=logins)["IdentityId"]
    answer = pool.get_credentials_for_identity(IdentityId=identity, Logins=logins)
    assert answer["IdentityId"] == identity
    assert answer["Credentials"]["Expiration"].tzinfo is not None
refused("NotAuthorizedException", pool.get_id, IdentityPoolId=env["IDENTITY_POOL_ID"], Logins={env["LOGIN_KEY"]: "x"})

keys = dict(
    aws_access_key_id=answer["Credentials"]["AccessKeyId"],
    aws_secret_access_key=answer["Credentials"]["SecretKey"],
    aws_session_token=answer["Credentials"]["SessionToken"],
    region_name=region,
)
caller = boto3.client("sts", endpoint_url=realm + "/sts", **keys).get_caller_identity()
assert caller["Arn"].endswith(":assumed-role/DemoUser/CognitoIdentityCredentials"), caller

s3 = boto3.client("s3", endpoint_url=env["S3_ENDPOINT"], config=Config(s3={"addressing_style": "path"}), **keys)
prefix = f"users/{identity}/"
content = os.urandom(6 * 1024 * 1024)
s3.put_object(Bucket=bucket, Key=prefix + "big", Body=content)
assert s3.get_object(Bucket=bucket, Key=prefix + "big")["Body"].read() == content
assert [entry["Key"] for entry in s3.list_objects_v2(Bucket=bucket, Prefix=prefix)["Contents"]] == [prefix + "big"]
refused("AccessDenied", s3.get_object, Bucket=bucket, Key="users/other/x")
refused("AccessDenied", s3.list_objects_v2, Bucket=bucket)
s3.delete_object(Bucket=bucket, Key=prefix + "big")

admin = boto3.client(
    "cognito-identity",
    endpoint_url=realm + "/cognito-identity",
    region_name=region,
    aws_access_key_id=env["ADMIN_ACCESS_KEY"],
    aws_secret_access_key=env["ADMIN_SECRET_KEY"],
)
made = admin.create_identity_pool(IdentityPoolName="made by boto3", AllowUnauthenticatedIdentities=True)
admin.delete_identity_pool(IdentityPoolId=made["IdentityPoolId"])
refused("ResourceNotFoundException", admin.describe_identity_pool, IdentityPoolId=made["IdentityPoolId"])

print("all of the Python client came out as expected")
