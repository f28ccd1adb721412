//! The rules of the standard this store enforces, restated, each with its section.

#![expect(clippy::doc_markdown, reason = "a rule's text is its documentation")]

use crate::model::Rule;

macro_rules! rules {
    ($($name:ident = $section:literal, $text:literal;)*) => {
        $(#[doc = $text] pub static $name: Rule = Rule::new($section, $text);)*
    };
}

rules! {
    STATEMENT = "Data 2.2", "a statement is a JSON object";
    STATEMENTS = "Communication 2.1.2", "a statement, or a list of statements, is expected";
    UNKNOWN = "Data 2.2", "this property is not one the standard knows here; names are case-sensitive";
    TWICE = "Data 2.2", "a property stands once in an object";
    NULL = "Data 2.2", "null is allowed inside extensions only";
    NEEDS_ACTOR = "Data 2.2", "a statement has an actor, a verb and an object: the actor is missing";
    NEEDS_VERB = "Data 2.2", "a statement has an actor, a verb and an object: the verb is missing";
    NEEDS_OBJECT = "Data 2.2", "a statement has an actor, a verb and an object: the object is missing";
    ID = "Data 2.4.1", "an id is a UUID in its standard form";
    OBJECT_EXPECTED = "Data 2.2", "an object is expected";
    LIST_EXPECTED = "Data 2.2", "a list is expected";
    TEXT_EXPECTED = "Data 2.2", "a string is expected";
    BOOLEAN_EXPECTED = "Data 2.2", "true or false is expected, not a string";
    NUMBER_EXPECTED = "Data 2.2", "a number is expected, not a string";
    AGENT_TYPE = "Data 2.4.2.1", "objectType of an agent is \"Agent\"";
    ACTOR_TYPE = "Data 2.4.2", "objectType of an actor is \"Agent\" or \"Group\"";
    GROUP_TYPE = "Data 2.4.2.2", "objectType of a group is \"Group\"";
    ONE_IFI = "Data 2.4.2.1", "an agent has exactly one of mbox, mbox_sha1sum, openid and account";
    GROUP_ONE_IFI = "Data 2.4.2.2", "an identified group has exactly one of mbox, mbox_sha1sum, openid and account";
    NEEDS_MEMBER = "Data 2.4.2.2", "an anonymous group lists its members, at least one";
    MEMBER = "Data 2.4.2.2", "members are a list of agents, none of them a group";
    MBOX = "Data 2.4.2.3", "mbox is mailto: and an address";
    SHA1SUM = "Data 2.4.2.3", "mbox_sha1sum is a SHA-1 of 40 hexadecimal digits";
    OPENID = "Data 2.4.2.3", "openid is a URI";
    HOME_PAGE = "Data 2.4.2.4", "an account has a homePage, an IRL";
    ACCOUNT_NAME = "Data 2.4.2.4", "an account has a name";
    VERB_ID = "Data 2.4.3", "a verb has an id, an IRI with a scheme";
    IRI = "Data 2.2", "an IRI with a scheme is expected";
    OBJECT_TYPE = "Data 2.4.4", "objectType is Activity, Agent, Group, SubStatement or StatementRef";
    ACTIVITY_TYPE = "Data 2.4.4.1", "objectType of an activity is \"Activity\"";
    ACTIVITY_ID = "Data 2.4.4.1", "an activity has an id, an IRI with a scheme";
    INTERACTION_TYPE = "Data 2.4.4.1", "interactionType is true-false, choice, fill-in, long-fill-in, matching, performance, sequencing, likert, numeric or other";
    NEEDS_INTERACTION_TYPE = "Data 2.4.4.1", "interaction properties need an interactionType";
    PATTERN = "Data 2.4.4.1", "correctResponsesPattern is a list of strings";
    COMPONENT_ID = "Data 2.4.4.1", "an interaction component has an id, a string";
    COMPONENT_DISTINCT = "Data 2.4.4.1", "ids of interaction components differ within their list";
    REF_TYPE = "Data 2.4.4.3", "a statement reference has objectType \"StatementRef\"";
    REF_ID = "Data 2.4.4.3", "a statement reference has the id of a statement, a UUID";
    NESTED = "Data 2.4.4.3", "a sub-statement contains no other sub-statement";
    VOIDS_REF = "Data 2.3.2", "what a voiding statement voids is a StatementRef";
    SCALED = "Data 2.4.5.1", "scaled lies between -1 and 1";
    RAW = "Data 2.4.5.1", "raw lies between min and max";
    MIN_MAX = "Data 2.4.5.1", "min is less than max";
    DURATION = "Data 4.6", "a duration is in the form of ISO 8601, e.g. PT4H35M59.14S";
    REGISTRATION = "Data 2.4.6", "a registration is a UUID";
    TEAM = "Data 2.4.6", "a team is a group";
    REVISION = "Data 2.4.6", "revision is used only where the object is an activity";
    PLATFORM = "Data 2.4.6", "platform is used only where the object is an activity";
    LANGUAGE = "Data 2.4.6", "language is a language tag of RFC 5646";
    CONTEXT_AGENT = "2.0: 4.2.2.5", "a context agent has objectType \"contextAgent\" and an agent";
    CONTEXT_GROUP = "2.0: 4.2.2.5", "a context group has objectType \"contextGroup\" and a group";
    RELEVANT_TYPES = "2.0: 4.2.2.5", "relevantTypes is a list of IRIs with at least one";
    TIMESTAMP = "Data 4.5", "a timestamp is in the form of ISO 8601, with an offset other than -00:00";
    TIMESTAMP_IN_FULL = "2.0: 4.2.7", "a timestamp is in the form of RFC 3339: date, time to the second, offset, e.g. 2015-11-18T12:17:00.123+07:00";
    VERSION = "Data 2.4.10", "this version of a statement is not taken here";
    AUTHORITY = "Data 2.4.9", "an authority is an agent, or an anonymous group of exactly two agents";
    EXTENSIONS = "Data 4.1", "extensions are an object whose keys are IRIs";
    LANGUAGE_MAP = "Data 4.2", "a language map is an object of strings";
    LANGUAGE_MAP_EMPTY = "Data 4.2", "a language map has at least one language";
    LANGUAGE_TAG = "Data 4.2", "keys of a language map are language tags of RFC 5646";
    USAGE_TYPE = "Data 2.4.11", "an attachment has a usageType, an IRI";
    DISPLAY = "Data 2.4.11", "an attachment has a display, a language map";
    CONTENT_TYPE = "Data 2.4.11", "an attachment has a contentType, a media type";
    LENGTH = "Data 2.4.11", "an attachment has a length, a whole number of octets";
    SHA2 = "Data 2.4.11", "an attachment has a sha2, a hash of the SHA-2 family in hexadecimal";
    FILE_URL = "Data 2.4.11", "fileUrl is an IRL";
    SIGNATURE_TYPE = "Data 2.6", "a signature has contentType application/octet-stream";
    SIGNATURE_DATA = "Data 2.6", "a signed statement comes with its signature";
    SIGNATURE_FORM = "Data 2.6", "a signature is a JWS in compact serialisation";
    SIGNATURE_ALGORITHM = "Data 2.6", "a signature uses RS256, RS384 or RS512";
    SIGNATURE_PAYLOAD = "Data 2.6", "the payload of a signature is the statement as JSON";
    SIGNATURE_SAME = "Data 2.6", "the signed statement is equivalent to the one received";
    SIGNATURE_ID = "Data 2.6", "the signed statement has the id of the one received, or none";
    SIGNATURE_CERTIFICATE = "Data 2.6", "a signature agrees with the certificate in its header, each certificate with the next";
    SAME_ID_TWICE = "Communication 2.1.2", "ids of the statements of one request differ";
    ID_AGREES = "Communication 2.1.1", "the id of the statement is the statementId of the request";
    NEEDS_STATEMENT_ID = "Communication 2.1.1", "PUT needs a statementId, a UUID";
    CONFLICT = "Communication 2.1.2", "a different statement has this id already";
    NO_PARAMETER = "Communication 3.2", "this parameter is not known here; names are case-sensitive";
    PARAMETER_TWICE = "Communication 3.2", "a parameter is given once";
    PARAMETER_MISSING = "Communication 3.2", "this parameter is required";
    BOTH_IDS = "Communication 2.1.3", "statementId and voidedStatementId are not asked for together";
    ID_ALONE = "Communication 2.1.3", "with statementId or voidedStatementId only attachments and format may be given";
    BOOLEAN_PARAMETER = "Communication 2.1.3", "true or false is expected";
    LIMIT = "Communication 2.1.3", "limit is a whole number, not negative";
    FORMAT = "Communication 2.1.3", "format is ids, exact or canonical";
    AGENT_PARAMETER = "Communication 2.1.3", "agent is an agent or an identified group as JSON";
    MORE = "Data 2.5", "this is not an address that more gave";
    VERSION_HEADER = "Communication 3.3", "X-Experience-API-Version is 1.0.x or 2.0.x";
    CONTENT_TYPE_HEADER = "Communication 1.5", "statements come as application/json or multipart/mixed";
    CONTENT_EXPECTED = "Communication 3.2", "the request has no content";
    MULTIPART = "Communication 1.5.2", "this is not multipart/mixed of RFC 2046";
    FIRST_PART = "Communication 1.5.2", "the first part holds the statements, as application/json";
    PART_HASH = "Communication 1.5.2", "each part behind the first has X-Experience-API-Hash, the hash of its data";
    PART_ENCODING = "Communication 1.5.2", "each part behind the first has Content-Transfer-Encoding: binary";
    PART_STRAY = "Communication 1.5.2", "each part behind the first belongs to an attachment";
    PART_MISSING = "Communication 1.5.2", "an attachment has a fileUrl or its data comes along";
    STATE_ID = "Communication 2.3", "stateId is required";
    PROFILE_ID = "Communication 2.6", "profileId is required";
    MERGE = "Communication 2.2", "documents are merged where both are JSON objects of type application/json";
    JSON_DOCUMENT = "Communication 2.2", "content of type application/json is JSON";
    PRECONDITION = "Communication 3.1", "the document is not the one the condition speaks of";
    NEEDS_CONDITION = "Communication 3.1", "the document exists: read its current state, and send its ETag in If-Match to replace it";
    NEEDS_HEADER = "Communication 3.1", "a PUT of a profile has If-Match, or If-None-Match: * where the profile is new";
    ALTERNATE = "Communication 1.3", "with method, everything else is a field of the form";
    ALTERNATE_CONTENT = "Communication 1.3", "content is sent as the field content";
}
