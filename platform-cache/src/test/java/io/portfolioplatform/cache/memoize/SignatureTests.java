package io.portfolioplatform.cache.memoize;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Signature}.
 */
class SignatureTests {

	private static final String METHOD = Finder.class.getName() + ".find(";

	@Test
	void messagesNameTypesInShort() throws NoSuchMethodException {
		assertThat(Signature.of(Finder.class.getDeclaredMethod("find", Map.Entry.class))).isEqualTo(METHOD + "Entry)");
	}

	@Test
	void overloadsAreToldApart() throws NoSuchMethodException {
		assertThat(Signature.unique(Finder.class.getDeclaredMethod("find", Map.Entry.class)))
			.isEqualTo(METHOD + "java.util.Map$Entry)");
		assertThat(Signature.unique(Finder.class.getDeclaredMethod("find", Entry.class)))
			.isEqualTo(METHOD + Entry.class.getName() + ")");
	}

	@Test
	void otherMethodsAreNamedAsInEarlierVersions() throws NoSuchMethodException {
		assertThat(Signature.unique(Finder.class.getDeclaredMethod("find", String.class)))
			.isEqualTo(METHOD + "String)");
	}

	interface Finder {

		String find(Map.Entry<String, String> entry);

		String find(Entry entry);

		String find(String text);

	}

	record Entry(String text) {

	}

}
