package io.cloakpool.aws.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlInputTest {
    @Test
    void texts_are_found_by_the_end_of_their_path_whatever_stands_around_them() {
        XmlInput plain = parse("<?xml version='1.0'?><R><Result><A><Id> x&amp;y </Id></A><B/></Result></R>");
        XmlInput named = parse(
                "<!-- c --><n:R xmlns:n='urn:x'><n:Result a='1'><n:A><n:Id><![CDATA[x&y]]></n:Id></n:A></n:Result></n:R>");

        assertThat(plain.text("A/Id")).contains("x&y");
        assertThat(named.text("Result/A/Id")).contains("x&y");
        assertThat(plain.text("R/Result/B")).contains("");
        assertThat(plain.text("C")).isEmpty();
        assertThat(plain.text("d")).isEmpty();
    }

    @Test
    void an_element_with_elements_has_no_text() {
        assertThat(parse("<R>before<A>in</A>after</R>").text("R")).isEmpty();
    }

    @Test
    void an_element_that_is_there_twice_says_nothing() {
        XmlInput twice = parse("<R><A><Id>1</Id></A><A><Id>2</Id></A></R>");

        assertThatExceptionOfType(XmlInputException.class).isThrownBy(() -> twice.text("A/Id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<R>",
                "<R></S>",
                "<R>&unknown;</R>",
                "<!DOCTYPE html><html><body/></html>",
                "<!DOCTYPE R [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><R>&e;</R>",
                "<html><br></html>",
                "{\"a\":1}",
                "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a>"
            })
    void other_texts_are_refused(String text) {
        assertThatExceptionOfType(XmlInputException.class).isThrownBy(() -> parse(text));
    }

    @Test
    void more_elements_than_an_answer_has_are_refused() {
        assertThatExceptionOfType(XmlInputException.class)
                .isThrownBy(() -> parse("<R>" + "<A/>".repeat(1_000) + "</R>"));
    }

    private static XmlInput parse(String xml) {
        return XmlInput.parse(xml.getBytes(StandardCharsets.UTF_8));
    }
}
