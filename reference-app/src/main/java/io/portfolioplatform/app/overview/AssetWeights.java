package io.portfolioplatform.app.overview;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.portfolioplatform.domain.LargestRemainder;
import org.jspecify.annotations.Nullable;

/**
 * Shares of the assets that have a positive value.
 */
class AssetWeights {

	private static final String UNCLASSIFIED = "UNCLASSIFIED";

	private final List<Asset> assets;

	private final String base;

	AssetWeights(List<Asset> assets, String base) {
		this.assets = assets;
		this.base = base;
	}

	Allocation allocation() {
		return new Allocation(slices((asset) -> (asset.assetClass() != null) ? asset.assetClass() : UNCLASSIFIED),
				slices((asset) -> (asset.currency() != null) ? asset.currency() : UNCLASSIFIED));
	}

	/**
	 * Returns the weight of each asset that has one.
	 * @return the weights by asset
	 */
	Map<Asset, BigDecimal> weights() {
		return LargestRemainder.weights(positive(Function.identity()));
	}

	private List<Allocation.Slice> slices(Function<Asset, String> name) {
		Map<String, BigDecimal> values = positive(name);
		Map<String, BigDecimal> weights = LargestRemainder.weights(values);
		return values.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.map((entry) -> new Allocation.Slice(entry.getKey(), Figure.of(entry.getValue(), this.base),
					weights.getOrDefault(entry.getKey(), BigDecimal.ZERO)))
			.toList();
	}

	private <K> Map<K, BigDecimal> positive(Function<Asset, K> key) {
		Map<K, BigDecimal> values = new LinkedHashMap<>();
		for (Asset asset : this.assets) {
			BigDecimal value = asset.value();
			if (isPositive(value)) {
				values.merge(key.apply(asset), value, BigDecimal::add);
			}
		}
		return values;
	}

	private static boolean isPositive(@Nullable BigDecimal value) {
		return value != null && value.signum() > 0;
	}

}
