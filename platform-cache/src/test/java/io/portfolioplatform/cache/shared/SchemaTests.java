package io.portfolioplatform.cache.shared;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Schema}.
 */
class SchemaTests {

	@Test
	void typesOfDifferentContentDiffer() throws ReflectiveOperationException {
		assertThat(List.of(of("a"), of("b"), of("c"), of("d"))).doesNotHaveDuplicates();
		assertThat(of("a")).isEqualTo(of("a")).hasSize(16);
	}

	@Test
	void readsTypesThatContainThemselves() {
		assertThat(Schema.of(Tree.class)).isNotEqualTo(Schema.of(String.class));
	}

	private static String of(String field) throws ReflectiveOperationException {
		Type type = Fields.class.getDeclaredField(field).getGenericType();
		return Schema.of(type);
	}

	static class Fields {

		List<Tree> a = List.of();

		List<String> b = List.of();

		Map<String, Tree[]> c = Map.of();

		Tree[] d = {};

	}

	record Tree(String name, List<Tree> children) {

	}

}
