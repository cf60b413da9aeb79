package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Share of a whole in percent, or the reason why there is none.
 *
 * @param value percent with two decimals, or {@code null} if there is none
 * @param reason why there is none, or {@code null}
 */
public record Percentage(@Nullable BigDecimal value,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reason reason) {

	static Percentage of(BigDecimal part, BigDecimal whole) {
		return new Percentage(
				part.movePointRight(2).divide(whole, MathContext.DECIMAL128).setScale(2, RoundingMode.HALF_EVEN), null);
	}

	static Percentage absent(Reason reason) {
		return new Percentage(null, reason);
	}

}
