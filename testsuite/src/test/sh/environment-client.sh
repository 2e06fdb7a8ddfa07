# The AWS CLI ($1), told nothing but what its environment says. Versions that do not know the endpoint variables get arguments.
set -eu
if [ -n "${AWS_ENDPOINT_URL_STS:-}" ]; then
  "$1" sts get-caller-identity --query Arn --output text
  "$1" s3 cp "s3://$BUCKET/public/hello.txt" -
else
  "$1" sts get-caller-identity --query Arn --output text --endpoint-url "$STS_ENDPOINT"
  "$1" s3 cp "s3://$BUCKET/public/hello.txt" - --endpoint-url "$S3_ENDPOINT"
fi
