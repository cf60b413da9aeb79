package io.portfolioplatform.cache.near;

import java.util.List;
import java.util.Objects;

import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

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

	/**
	 * Checked by a model checker over the interleavings: what bears a tag and is made of
	 * something else that does.
	 */
	@Test
	void nothingThatIsMadeOfSomethingEvictedIsCurrent() {
		List<List<Actor>> together = List.of(List.of(actor("make")), List.of(actor("evict")));
		ModelCheckingOptions options = new ModelCheckingOptions().iterations(0)
			.addCustomScenario(new ExecutionScenario(List.of(), together, List.of(actor("isOld")), null))
			.invocationsPerIteration(1_000)
			.minimizeFailedScenario(false);
		assertThatNoException().isThrownBy(() -> options.check(Whole.class));
	}

	private static Actor actor(String name) {
		return new Actor(Objects.requireNonNull(ReflectionUtils.findMethod(Whole.class, name)), List.of());
	}

	/**
	 * A value that is made of a part.
	 */
	public static class Whole {

		private final Tags tags = new Tags();

		private final Validity part = this.tags.validity(List.of("tag"));

		private volatile Validity whole = Validity.ALWAYS;

		private volatile boolean old;

		@Operation
		public void make() {
			this.whole = this.tags.validity(List.of("tag"));
			this.old = this.part.isCurrent();
		}

		@Operation
		public void evict() {
			this.tags.evict("tag");
		}

		@Operation
		public boolean isOld() {
			return this.old && this.whole.isCurrent();
		}

	}

}
