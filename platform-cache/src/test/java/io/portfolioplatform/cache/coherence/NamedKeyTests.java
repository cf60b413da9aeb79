package io.portfolioplatform.cache.coherence;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.interceptor.SimpleKeyGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NamedKey}, with the keys that this version of Spring makes.
 */
class NamedKeyTests {

	@ParameterizedTest
	@MethodSource
	void keysAreReadBack(Object key) {
		String text = NamedKey.write(key);
		assertThat(text).isNotNull();
		assertThat(NamedKey.of(KeyText.read(text))).isEqualTo(key);
	}

	static List<Object> keysAreReadBack() {
		return List.of("a", 1L, "", SimpleKeyGenerator.generateKey(), SimpleKeyGenerator.generateKey("a", 1),
				SimpleKeyGenerator.generateKey("a", null), SimpleKeyGenerator.generateKey(new Object[] { null }));
	}

	@Test
	void keysThatCannotBeToldHaveNoText() {
		assertThat(NamedKey.write(List.of("a"))).isNull();
		assertThat(NamedKey.write(new SimpleKey("a", List.of()))).isNull();
		assertThat(NamedKey.write(new SimpleKey((Object) new String[] { "a" }))).isNull();
		assertThat(NamedKey.write(new SimpleKey("a"))).as("the text of another key").isNull();
	}

}
