package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.query.QueryInput;
import io.cloakpool.aws.query.XmlFields;
import io.cloakpool.identitypool.pool.PoolId;
import java.util.function.Consumer;

/** One action of STS. */
interface StsOperation {
    /** Its name, as the parameter {@code Action} gives it. */
    String action();

    /**
     * Does what is asked.
     *
     * @param body exactly the bytes that arrived
     * @param located is told the pool that the call is about as soon as it is known: its web origins may read the answer
     * @throws io.cloakpool.identitypool.spi.Refused with the reason
     * @throws io.cloakpool.aws.query.QueryInputException when a parameter is missing or breaks its constraint
     */
    XmlFields run(QueryInput input, RawRequest head, byte[] body, Consumer<PoolId> located);
}
