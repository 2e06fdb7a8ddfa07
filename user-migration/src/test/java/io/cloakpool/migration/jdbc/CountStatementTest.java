package io.cloakpool.migration.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CountStatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from users",
                " SELECT count(*)\nFROM users where hash <> '?' ",
                "with one as (select 1 from users) select count(*) from one"
            })
    void what_reads_without_a_question_mark_is_taken(String text) {
        assertThat(new CountStatement(text).text()).doesNotContain("\n").doesNotStartWith(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "delete from users",
                "select count(*) from users where name = ?",
                "select 1; drop table users",
                "select count(*) into x from users",
                "select count(*) from users -- and more"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CountStatement(text));
    }
}
