package io.cloakpool.migration.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectStatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from users where name = ?",
                "  SELECT a\n, b\tFROM users WHERE lower(name) = lower(?)  ",
                "with one as (select * from users where name = ?) select * from one",
                "select 'into ? what' as \"into?\", hash from users where name = ?",
                "select intoxicated from users where ? in (name, mail)"
            })
    void what_reads_with_one_question_mark_is_taken(String text) {
        assertThat(new SelectStatement(text).text()).doesNotContain("\n").doesNotStartWith(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "delete from users where name = ?",
                "update users set a = 1 where name = ?",
                "call find(?)",
                "selection where ? = 1",
                "select 1",
                "select * from users where name = ? or mail = ?",
                "select '?' from users",
                "select * from users where name = ?; drop table users",
                "select * from users where name = ? -- and more",
                "select * from users where name = ? /* more */",
                "select * from users where name = ? # more",
                "select 'a\\' from users where name = ? and b = '",
                "select $$ ' $$ from users where name = ?",
                "select * into outfile '/tmp/x' from users where name = ?",
                "select * from users where name = ?\0"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SelectStatement(text));
    }

    @Test
    void it_is_not_endless() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SelectStatement("select ? as " + "a".repeat(SelectStatement.MAX_LENGTH)))
                .withMessageContaining("4000");
    }
}
