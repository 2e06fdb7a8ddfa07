"""A program on boto3 that is told nothing but what its environment says. Old versions get endpoints as parameters."""

import os

import boto3

env = os.environ
by_variable = "AWS_ENDPOINT_URL_STS" in env
sts = boto3.client("sts", **({} if by_variable else {"endpoint_url": env["STS_ENDPOINT"]}))
s3 = boto3.client("s3", **({} if by_variable else {"endpoint_url": env["S3_ENDPOINT"]}))

print(sts.get_caller_identity()["Arn"])
print(s3.get_object(Bucket=env["BUCKET"], Key="public/hello.txt")["Body"].read().decode())

if by_variable and "ID_TOKEN" in env:
    pool = boto3.client("cognito-identity")
    print(pool.get_id(IdentityPoolId=env["IDENTITY_POOL_ID"], Logins={env["LOGIN_KEY"]: env["ID_TOKEN"]})["IdentityId"])
