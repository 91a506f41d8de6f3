"""What the organisation grammar looks for: level words, prefixes, bodies, and the words around names."""

from __future__ import annotations

from partyie.text import lazy_re as re

LONGEST_BODY = 18
LONGEST_WEAK_BODY = 8
LONGEST_BUREAU = 12  # the same for the first body behind a prefix: 数据和政务服务 in 市数据和政务服务局
LONGEST_DEPARTMENT = 6  # a department's body may hold common nouns up to this length: 干部 in 干部监督科
# Each alternative begins with a character of its own kind, so that a search can skip all others.
_LEVELS = "省|市|县|区|州|旗|盟|镇|乡|村|街道|社区|嘎查|苏木|自治区|自治州|高新区|经开区|开发区|地(?=委|直)"
LEVEL_WORD = re.compile(
    f"(?:{_LEVELS}|团(?:{_LEVELS})|全国(?:{_LEVELS})|自治(?:{_LEVELS}))"
    "(?![级内里域]|外(?!办|事|侨|经|贸|专))(?=[\u4e00-\u9fff])"
)
# What makes the level word part of another word (城市, 小区) …
LEVEL_INSIDE = {
    "市": "城超都上股楼门夜集菜花入闹地省书早股房车黑辖",
    "区": "小校景社民垦地辖片城山灾郊老新园特专工农牧库林矿港禁战疫厂市军社辖街",
    "县": "外年度邻",
    "省": "外反节",
    "州": "",
    "村": "农乡行政城新贫驻山渔",
    "镇": "乡城村集重古",
    "乡": "城村下家回老同",
    "地": "各当土基阵本外工产属驻场领天大内农田耕各两",
    "团": "集社军乐兵财社财",
}
# … and what only determines it (我市, 全县): the name begins behind it.
DETERMINERS = "全本该我贵两"
PARENT_PREFIX = re.compile(
    "(?:第?[一二三四五六七八九十]{1,3}届|中共|中国共产党|共青团|国网|武警|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|国民党"
    "|国家税务总局|国家统计局|中国人民银行|人行|政协|人保财险|中国人寿|农发行|工行|农行|建行|邮储银行|国营|支援|中行|交行|农商行|邮政|移动|联通|电信|国寿|人保|太保)$"
)
NATIONAL = re.compile(
    "(?:中国|全国|国家|中央|中共|共青团|武警|海警|海军|空军|陆军|国营|中铁|中建|中交|中冶|中水|中核|中车|中粮|国网|国民党|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?=[\u4e00-\u9fff])"
)
UNIT = re.compile(
    "(?:局|厅|校|院|厂|公司|团|师|师市|集团|学院|大队|中队|连|支队|站|矿|场|行|分行|学校|中心|项目部|地区|公社)"
    "(?=党|机关党|机关工会|纪委|团委|工会|妇联|董事会|监事会|学生会|革委会|革命委员会|第[一二三四五六七八九十]{1,3}届(?:董|监)事会)"
)
ORDINAL_BODY = re.compile("第?[〇一二三四五六七八九十百零\\d]{1,4}$")
TERM_BODY = re.compile("(?:第?[〇一二三四五六七八九十百零\\d]{1,3}届|[省市县区州旗镇乡校])$")
ORDINAL_START = re.compile("第[〇一二三四五六七八九十百零\\d]{1,4}(?=[\u4e00-\u9fff])")
NUMBERED_UNIT = re.compile("[一二三四五六七八九十百]{1,4}(?=师|团|连)")
KIND_BEFORE = re.compile(
    "(?:各级?|各类|各[省市县区州乡镇村街、（）]{1,6}|有关|相关|基层|该|某些?|这个|那个|其|[两几数多每]个?|[一二三四五六七八九十百千\\d]+余?多?[个家所支名批座]|全市|全县|全省|全区|其他|先进|优秀|国有|[）)])$"
)
GENERIC_BEFORE = re.compile("(?:各|各[省市县区州乡镇村街]{1,3}|有关|相关|每个|一些|基层|[）)])$")
GENERIC_NAMES = frozenset(
    [
        "街道办事处",
        "街道办",
        "村民小组",
        "社区服务中心",
        "村卫生室",
        "乡卫生院",
        "乡镇政府",
        "市场监管部门",
        "村小学",
    ]
)
POST_AFTER = re.compile(
    "(?:原|代|副|第一|常务|专职|兼职|执行)*(?:书记|主任|主席|委员(?!会)|局长|秘书长|秘书|部长|组长|队长|会长|理事长|成员(?!单位)|主委|教导员|指导员|政委|政治委员|护士长|政工员|院长|校长|站长|所长|科长|处长|总经理|经理|董事长|董事(?!会)|监事长|代表(?!团|队|大会)|指挥长|总指挥|负责人|委员长)"
)
# A body may not run over the beginning of another organ: 县委 | 县政府办公室.
OTHER_ORGAN = re.compile(
    "(?:联合|联同|协同)(?=[省市县区镇乡])|[省市县区州旗盟镇乡村](?:委|政府|人民政府|人大|政协|纪委|监委|法院|检察院)"
)
SOURCE = re.compile("(?:来源|稿源|来稿)[:：]\\s*(?P<name>[\u4e00-\u9fff·]{2,14})(?=[\\s　,，|｜。)）]|$)")
CRUMB = re.compile(
    "\\A\\s*(?P<name>(?!首页)[\u4e00-\u9fff]{2,10}(?:网|报|台|先锋|在线|发布|融媒|统战|组工|政府|党建|客户端|史志|视界))\\s*(?:>+|/|»|＞)"
)
PERIODICAL = re.compile("《(?P<name>[\u4e00-\u9fff]{2,10})》(?=\\d{4}年第)")
BYLINE = re.compile(
    "(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,10}(?:报|网|社|台|融媒体|融媒|全媒体|客户端))(?=讯?[（(]?(?:记者|讯|特约记者|通讯员))"
)
MASTHEAD = re.compile(
    "\\A\\s*(?P<name>(?!中华|关于|首页)[\u4e00-\u9fff]{2,6}(?:报|刊|文旅|侨讯|时报|发布|融媒|先锋|组工|视界|之声))(?=\\s+(?:\\d{4}|二[〇○零]|第\\s?\\d+期))"
)
WIRE = re.compile(
    "(?m)^[ \\t]*(?P<name>[\u4e00-\u9fff]{2,8}(?:网|报|社|台|融媒))(?=[\u4e00-\u9fff]{0,4}\\d{1,2}月\\d{1,2}日[讯电])"
)
FUNERAL = re.compile("(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4}同志治丧(?:工作)?(?:小组|委员会|办公室))")
ALIAS = re.compile(
    '[（(](?:(?:以下|下|后|下文|后文|以下统)?(?:简)?称(?:为)?[：:]?)?[“「『"](?P<name>[\u4e00-\u9fff]{2,10})[”」』"]'
    "|[（(](?:以下|下文|后文)?简称(?:为)?[：:]?(?P<bare>[\u4e00-\u9fff]{2,10})(?=[，,）)])"
)
SHORT_KINDS = frozenset(["media", "school", "government", "hospital"])  # what a short place name directly names
# What leans on a place's name from before: 联合 + 龙门镇, 巡堤的 + 村.
LEANING = re.compile("(?:[\u4e00-\u9fff]{1,4}的|联合|联同|会同|委托|借调|掩护|搭乘|走访)")
BRANDED = frozenset(["公司", "集团", "集团公司", "合作社", "专业合作社", "有限公司", "股份有限公司", "有限责任公司"])
LONGEST_BRAND = 10  # what stands before a firm's head: 西林凤腾通用航空
LONGEST_PROPER = 5  # the same before a school, a hospital, a station named after its place
WORKS = frozenset(["煤矿", "厂", "林场", "农场"])
BRACKET = re.compile("（[\u4e00-\u9fff]{1,4}(?:会|院|中心|校)）")  # 工商业联合会（总商会）
LONG_BODIED = frozenset(["领导小组", "工作领导小组", "工作小组", "指挥部", "专班"])
BEFORE_UNIT = "由任兼为和与经报向原受在到请及按据"
MARKS_AND_JOINERS = "、《》“”（）()和与及暨"
LIST_MARKS = "、，,。等；;"
BUREAU = re.compile(
    "(?:住建|卫健|卫生健康|发改|发展改革|教体|教育|科技|工信|民政|司法|财政|人社|自然资源|生态环境|交通|交通运输|水利|水务|农业农村|商务|文旅|应急|应急管理"
    "|审计|统计|医保|市场监管|城管|林业|信访|税务|气象|公安|乡村振兴|退役军人事务|行政审批|国土资源|环保|工商|质监|安监|扶贫|文化|体育|畜牧|农机|粮食|档案|民宗)局(?!长|面)"
)
LONGEST_SECTION = 6
SHORTENED = {"人大常委会": ("常委会",), "人民代表大会常务委员会": ("常委会",)}
FIRMS = frozenset(
    ["合作社", "专业合作社", "有限公司", "股份有限公司", "有限责任公司"]
)  # called whatever their founders like
SECTIONS = frozenset([*"科处室股组庭", "委员会", "审判委员会", "纪检监察组"])
VERB_FIRST = re.compile("派出|派员|联合|协同|联同|成立|召开|抽调|组建|会同|联合|印发|下发|通过|作出|安排|负责")
DEPARTMENTS = frozenset("科处室股组办部局委厅署站所")
# Who wrote or published a page: 供稿：综合办公室.
CREDIT = re.compile(
    "(?:供稿|作者|来源|稿源|供图|填报|发布单位|发布机构|主办单位|承办单位|信息来源|文章来源)[:：]\\s*"
    "(?P<name>[\u4e00-\u9fff]{1,14}(?:部|处|科|局|委|组|办|办公室|学院|医院|中心|支部|支队|大队))"
    "(?=[\\s　,，|｜。)）]|$)"
)
# Armies and their parts, before a numbered or named unit: 国民革命军 + 第十九师.
ARMY = re.compile(
    "(?:国民革命军|中国工农红军|中国人民解放军|中国人民志愿军|解放军|志愿军|八路军|新四军|红军|日军|伪军|军政部"
    "|[东南西北中]部战区(?:陆军|海军|空军)?|(?:第[一二三四]|西北|华东|中原|东北|华北|晋冀鲁豫)野战军|[\u4e00-\u9fff]{2}军区)$"
)
