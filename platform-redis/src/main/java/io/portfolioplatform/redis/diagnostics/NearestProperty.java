package io.portfolioplatform.redis.diagnostics;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
		int index = prefix.getNumberOfElements();
		while (true) {
			List<String> known = names(current);
			ResolvableType next = type(current, unknown.getElement(index, Form.UNIFORM));
			int used = index + 1 + (isContainer(next) ? 1 : 0);
			Class<?> element = element(next);
			if (!element.isRecord() || used >= unknown.getNumberOfElements()) {
				String nearest = nearest(unknown.getElement(index, Form.UNIFORM), current, known);
				return new NearestProperty(unknown.chop(index).append(nearest), known);
			}
			current = element;
			index = used;
		}
	}

	private static List<String> names(Class<?> type) {
		return Arrays.stream(type.getRecordComponents())
			.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
			.toList();
	}

	private static ResolvableType type(Class<?> record, String uniform) {
		Type type = Arrays.stream(record.getRecordComponents())
			.filter((component) -> component.getName().equalsIgnoreCase(uniform))
			.map(RecordComponent::getGenericType)
			.findFirst()
			.orElse(Void.class);
		return ResolvableType.forType(type);
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
