// A program on the AWS SDK for JavaScript that is told nothing but what its environment says.
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromCognitoIdentityPool } from "@aws-sdk/credential-providers";

const env = process.env;
const sts = new STSClient({});
const s3 = new S3Client({ forcePathStyle: true });

console.log((await sts.send(new GetCallerIdentityCommand({}))).Arn);
const object = await s3.send(new GetObjectCommand({ Bucket: env.BUCKET, Key: "public/hello.txt" }));
console.log(await object.Body.transformToString());

if (env.ID_TOKEN) {
  const provider = fromCognitoIdentityPool({
    identityPoolId: env.IDENTITY_POOL_ID,
    logins: { [env.LOGIN_KEY]: env.ID_TOKEN },
    clientConfig: { region: env.AWS_REGION },
  });
  console.log((await provider()).identityId);
}
