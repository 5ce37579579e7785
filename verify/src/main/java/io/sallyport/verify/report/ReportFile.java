package io.sallyport.verify.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads one report in the format of Open Test Reporting, events in the order in which they happened. */
final class ReportFile {
    private static final XMLInputFactory XML = factory();

    private ReportFile() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * The results in a file. The report of a run that was cut off ends early; what had started then counts as failed.
     *
     * @throws IOException if the file cannot be read
     */
    static List<TestResult> read(Path file) throws IOException {
        TestEvents events = new TestEvents();
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = XML.createXMLStreamReader(in);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    element(reader, events);
                }
            }
        } catch (XMLStreamException e) {
            events.cutOff(file.toString());
        }
        return events.results();
    }

    private static void element(XMLStreamReader reader, TestEvents events) throws XMLStreamException {
        switch (reader.getLocalName()) {
            case "started" ->
                events.started(attribute(reader, "id"), attribute(reader, "parentId"), attribute(reader, "name"));
            case "finished" -> events.finished(attribute(reader, "id"));
            case "tag" -> events.tag(reader.getElementText());
            case "type" -> events.type(reader.getElementText());
            case "classSource" -> events.testClass(attribute(reader, "className"));
            case "methodSource" -> {
                events.testClass(attribute(reader, "className"));
                events.method(attribute(reader, "methodName"));
            }
            case "result" -> events.result(attribute(reader, "status"));
            default -> {
                // What else a report says (times, the machine, stack traces) is not asked for.
            }
        }
    }

    private static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
