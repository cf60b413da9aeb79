package io.portfolioplatform.cache.near;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tags}.
 */
class TagsTests {

	private final Tags tags = new Tags(3);

	@Test
	void evictEndsWhatBearsTag() {
		Validity both = this.tags.validity(List.of("a", "b"));
		Validity other = this.tags.validity(List.of("c"));
		this.tags.evict("b");
		assertThat(both.isCurrent()).isFalse();
		assertThat(other.isCurrent()).isTrue();
		assertThat(this.tags.validity(List.of("b")).isCurrent()).isTrue();
	}

	@Test
	void tooManyTagsEndEverythingTaggedButLoseNoEviction() {
		Validity evicted = this.tags.validity(List.of("1"));
		Validity bystander = this.tags.validity(List.of("a"));
		for (int i = 0; i < 4; i++) {
			this.tags.evict(Integer.toString(i));
		}
		assertThat(evicted.isCurrent()).isFalse();
		assertThat(bystander.isCurrent()).isFalse();
		assertThat(this.tags.validity(List.of("a")).isCurrent()).isTrue();
	}

	@Test
	void withoutTagsNothingEndsIt() {
		assertThat(this.tags.validity(List.of())).isSameAs(Validity.ALWAYS);
	}

}
