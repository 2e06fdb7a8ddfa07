package io.cloakpool.identitypool.pool;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One value of a mapping's JSON with where it stands. Every refusal names that place. */
record MappingNode(JsonNode json, JsonPointer at) {
    static MappingNode root(JsonNode json) {
        return new MappingNode(json, JsonPointer.empty());
    }

    /** An object without other members than these. */
    MappingNode object(Set<String> members) {
        if (!json.isObject()) {
            throw bad("must be a JSON object");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw bad("has a member that is not one of "
                        + members.stream().sorted().toList());
            }
        });
        return this;
    }

    boolean has(String member) {
        return json.has(member);
    }

    MappingNode needed(String member) {
        MappingNode child = new MappingNode(json.path(member), at.appendProperty(member));
        if (child.json().isMissingNode()) {
            throw child.bad("is needed");
        }
        return child;
    }

    String text(Pattern form) {
        String text = json.textValue();
        if (text == null) {
            throw bad("must be a string");
        }
        if (!form.matcher(text).matches()) {
            throw bad("does not match " + form);
        }
        return text;
    }

    boolean flag() {
        if (!json.isBoolean()) {
            throw bad("must be true or false");
        }
        return json.booleanValue();
    }

    <E extends Enum<E>> E choice(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Choice.text(constant).equals(json.textValue()))
                .findFirst()
                .orElseThrow(() -> bad("must be one of " + Choice.texts(type)));
    }

    /** An array of this many elements. */
    Stream<MappingNode> elements(int min, int max) {
        if (!json.isArray() || json.size() < min || json.size() > max) {
            throw bad("must be a JSON array of " + min + " to " + max + " elements");
        }
        return IntStream.range(0, json.size()).mapToObj(i -> new MappingNode(json.get(i), at.appendIndex(i)));
    }

    /** The members of an object, at most this many. */
    Map<String, MappingNode> members(Pattern names, int max) {
        if (!json.isObject() || json.size() > max) {
            throw bad("must be a JSON object of at most " + max + " members");
        }
        Map<String, MappingNode> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (!names.matcher(member.getKey()).matches()) {
                throw bad("holds a name that does not match " + names);
            }
            members.put(member.getKey(), new MappingNode(member.getValue(), at.appendProperty(member.getKey())));
        }
        return members;
    }

    MappingSyntaxException bad(String problem) {
        return new MappingSyntaxException(at.toString(), problem);
    }
}
