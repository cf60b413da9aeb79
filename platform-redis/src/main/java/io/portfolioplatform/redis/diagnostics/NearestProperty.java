package io.portfolioplatform.redis.diagnostics;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * The property whose name is nearest to one that does not exist.
 *
 * @param name its name
 * @param known all names that there are at its place
 */
record NearestProperty(ConfigurationPropertyName name, List<String> known) {

	/**
	 * Follow a name through a record of properties as far as it exists.
	 * @param unknown the name
	 * @param prefix the properties' prefix
	 * @param type the record
	 * @return the property nearest to it
	 */
	static NearestProperty of(ConfigurationPropertyName unknown, ConfigurationPropertyName prefix, Class<?> type) {
		Class<?> current = type;
		ConfigurationPropertyName place = prefix;
		while (true) {
			int index = place.getNumberOfElements();
			String name = unknown.getElement(index, Form.UNIFORM);
			RecordComponent component = component(current, name);
			ResolvableType next = ResolvableType.forType((component != null) ? component.getGenericType() : Void.class);
			int used = index + 1 + (isContainer(next) ? 1 : 0);
			Class<?> element = element(next);
			if (component == null || !element.isRecord() || used >= unknown.getNumberOfElements()) {
				List<String> known = names(current);
				return new NearestProperty(place.append(nearest(name, current, known)), known);
			}
			// As it is to be written, and not as it was.
			place = place.append(name(component)).append(unknown.subName(index + 1).chop(used - index - 1));
			current = element;
		}
	}

	private static List<String> names(Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).map(NearestProperty::name).toList();
	}

	private static String name(RecordComponent component) {
		return DataObjectPropertyName.toDashedForm(component.getName());
	}

	private static @Nullable RecordComponent component(Class<?> type, String uniform) {
		return Arrays.stream(type.getRecordComponents())
			.filter((component) -> component.getName().equalsIgnoreCase(uniform))
			.findFirst()
			.orElse(null);
	}

	private static boolean isContainer(ResolvableType type) {
		Class<?> raw = type.resolve(Void.class);
		return Map.class.isAssignableFrom(raw) || Collection.class.isAssignableFrom(raw);
	}

	/** The values of a map or a list come under a name or a number. */
	private static Class<?> element(ResolvableType type) {
		return isContainer(type) ? type.getGeneric(type.getGenerics().length - 1).resolve(Void.class)
				: type.resolve(Void.class);
	}

	private static String nearest(String wrong, Class<?> type, List<String> known) {
		return IntStream.iterate(0, (distance) -> distance + 1)
			.mapToObj((distance) -> PropertyMatches.forField(wrong, type, distance).getPossibleMatches())
			.flatMap(Arrays::stream)
			.map(DataObjectPropertyName::toDashedForm)
			.filter(known::contains)
			.findFirst()
			.orElseThrow();
	}

}
