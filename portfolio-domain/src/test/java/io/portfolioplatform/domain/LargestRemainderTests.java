package io.portfolioplatform.domain;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LargestRemainderTests {

	@Test
	void threeEqualPartsSumToOne() {
		assertThat(LargestRemainder.weights(values("1", "1", "1")).values()).containsExactly(new BigDecimal("0.3334"),
				new BigDecimal("0.3333"), new BigDecimal("0.3333"));
	}

	@Test
	void theLargestRemainderGoesUp() {
		assertThat(LargestRemainder.weights(values("0.00001", "0.00007", "0.99992")).values())
			.containsExactly(new BigDecimal("0.0000"), new BigDecimal("0.0001"), new BigDecimal("0.9999"));
	}

	@Test
	void nothingHasNoShares() {
		assertThat(LargestRemainder.weights(Map.of())).isEmpty();
	}

	@Test
	void refusesWhatHasNoShares() {
		assertThatIllegalArgumentException().isThrownBy(() -> LargestRemainder.weights(values("0", "0")));
		assertThatIllegalArgumentException().isThrownBy(() -> LargestRemainder.weights(values("2", "-1")));
	}

	@Property
	void alwaysSumToExactlyOne(
			@ForAll @NotEmpty List<@BigRange(min = "0.01", max = "1000000000") @Scale(8) BigDecimal> amounts) {
		Map<Integer, BigDecimal> values = new LinkedHashMap<>();
		amounts.forEach((amount) -> values.put(values.size(), amount));
		Map<Integer, BigDecimal> weights = LargestRemainder.weights(values);
		assertThat(weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo("1");
		assertThat(weights.keySet()).containsExactlyElementsOf(values.keySet());
		assertThat(weights.values()).allMatch((weight) -> weight.signum() >= 0);
	}

	private static Map<Integer, BigDecimal> values(String... amounts) {
		Map<Integer, BigDecimal> values = new LinkedHashMap<>();
		for (String amount : amounts) {
			values.put(values.size(), new BigDecimal(amount));
		}
		return values;
	}

}
