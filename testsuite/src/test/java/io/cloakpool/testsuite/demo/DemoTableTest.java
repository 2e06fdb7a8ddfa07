package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningDemo.Extension.class)
class DemoTableTest {
    @Test
    void the_main_job_comes_out_as_expected(RunningDemo demo) {
        assertThat(demo.table())
                .containsPattern("All \\d\\d came out as expected")
                .doesNotContain("NOT ");
    }

    @Test
    void the_file_for_own_calls_has_every_variable(RunningDemo demo) {
        assertThat(demo.values())
                .containsKeys(
                        "KEYCLOAK_URL",
                        "REALM",
                        "USER_POOL_ID",
                        "IDENTITY_POOL_ID",
                        "CLIENT_ID",
                        "USERNAME",
                        "PASSWORD",
                        "USERNAME2",
                        "PASSWORD2",
                        "ADMIN_ACCESS_KEY",
                        "ADMIN_SECRET_KEY",
                        "KEYCLOAK_ADMIN",
                        "KEYCLOAK_ADMIN_PASSWORD",
                        "S3_ENDPOINT",
                        "BUCKET",
                        "REGION",
                        "WEB_ORIGIN")
                .allSatisfy((name, value) -> assertThat(value).as(name).isNotBlank());
    }
}
