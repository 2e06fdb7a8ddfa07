"""Signs requests with botocore: one JSON object per line in, one per line out. Exit code 3: botocore is not installed."""

import datetime
import json
import sys

try:
    import botocore.auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
except ImportError:
    sys.exit(3)

SIGNERS = {
    "s3": botocore.auth.S3SigV4Auth,
    "s3-query": botocore.auth.S3SigV4QueryAuth,
    "generic": botocore.auth.SigV4Auth,
    "generic-query": botocore.auth.SigV4QueryAuth,
}


def sign(order):
    time = datetime.datetime.strptime(order["time"], "%Y%m%dT%H%M%SZ")
    botocore.auth.get_current_datetime = lambda: time
    request = AWSRequest(method=order["method"], url=order["url"], data=order["body"].encode())
    for name, value in order["headers"]:
        request.headers.add_header(name, value)
    credentials = Credentials(*order["credentials"])
    options = {"expires": order["expires"]} if order["signer"].endswith("-query") else {}
    SIGNERS[order["signer"]](credentials, order["service"], order["region"], **options).add_auth(request)
    return {"url": request.url, "headers": list(request.headers.items())}


for line in sys.stdin:
    print(json.dumps(sign(json.loads(line))))
