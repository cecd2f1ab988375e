package dev.backdrop.local.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import picocli.CommandLine.IVersionProvider;

/** The version that stands in the project's pom, so that it is written down once. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws Exception {
        Path pom = Main.home().resolve("pom.xml");
        String version = Files.isRegularFile(pom) ? version(pom) : "of an unknown version";
        return new String[] {"backdrop " + version + " (Java " + Runtime.version() + ")"};
    }

    private static String version(Path pom) throws Exception {
        Element project = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        return project.getElementsByTagName("version").item(0).getTextContent().strip();
    }
}
