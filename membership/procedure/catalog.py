"""The rules as data: strength, how sure the text is, and the article in each edition (regulations.md 1.1 and 1.1a).

Only a mandatory rule (应当、必须、不能) whose wording was read (V) makes an error; second hand (S, M), “一般” and local
practice warn. ED-07: articles 1–17 agree, 2014's 19–37 are 2026's 18–36.
"""

from enum import StrEnum
from typing import NamedTuple

from membership.procedure.editions import TITLES, Edition
from policy.citing import citation


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Binding(StrEnum):
    """应当、必须、不能; 一般; local practice."""

    MUST = "H"
    NORMALLY = "G"
    LOCAL = "L"


PRACTICE = "发展党员工作手册"
LEAGUE = "中青发〔2019〕9号"


class Norm(NamedTuple):
    """One rule. An article of None: not in that edition's text, so that it is cited as practice and only warns.

    `is_new` marks a duty that the 2026 edition adds: it has a week in which it only warns (ED-05).
    """

    words: str
    binding: Binding
    in_2014: int | None = None
    in_2026: int | None = None
    read_2014: str = "V"
    is_new: bool = False
    elsewhere: str = PRACTICE

    def article(self, edition: Edition | None) -> int | None:
        return self.in_2026 if edition is Edition.OF_2026 else self.in_2014

    def is_read(self, edition: Edition | None) -> bool:
        """Whether the wording was read in the text; every cited article of the 2026 edition was."""
        return self.article(edition) is not None and (edition is Edition.OF_2026 or self.read_2014 == "V")

    def severity(self, edition: Edition | None) -> Severity:
        binds = self.binding is Binding.MUST and self.is_read(edition)
        return Severity.ERROR if binds else Severity.WARNING

    def clause(self, edition: Edition | None) -> str:
        """“发展党员工作细则 第十三条”; an article that nobody has read is never shown as certain (待核)."""
        article = self.article(edition)
        if article is None or not self.is_read(edition):
            return citation(self.elsewhere, "", is_certain=False)
        return clause_of(edition, article)


def clause_of(edition: Edition | None, article: int) -> str:
    return citation(TITLES[edition or Edition.OF_2014], f"第{chinese(article)}条", is_certain=True)


def chinese(number: int) -> str:
    """Articles are numbered 一 to 九十九."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


MUST, NORMALLY, LOCAL = Binding

RULES: dict[str, Norm] = {
    "DEV-01": Norm("申请入党须年满十八岁", MUST, 5, 5),
    "DEV-02": Norm("须有本人的入党申请", MUST, 6, 6),
    "DEV-03": Norm("收到申请书后一个月内派人谈话", MUST, 7, 7),
    "DEV-04": Norm("由书记、副书记或组织委员谈话", NORMALLY),
    "DEV-05": Norm("积极分子须经推荐、支委会决定、上级党委备案", MUST, 8, 8),
    "DEV-06": Norm("须有一至两名正式党员作培养联系人", MUST, 9, 9),
    "DEV-07": Norm("每半年考察一次积极分子", MUST, 11, 11),
    "DEV-09": Norm("积极分子转接时，接收单位须审查培养材料", MUST, 12, 12),
    "DEV-10": Norm("发展对象转接时，只转材料，仍须审查", NORMALLY),
    "DEV-11": Norm("经一年以上培养考察方可列为发展对象", MUST, 13, 13),
    "DEV-12": Norm("听取四方面意见、支委会同意、报上级党委", MUST, 13, 13),
    "DEV-13": Norm("须有两名正式党员作入党介绍人", MUST, 14, 14),
    "DEV-14": Norm("预备党员和受留党察看处分未恢复权利的党员不能作介绍人", MUST, 14, 14),
    "DEV-16": Norm("未经政治审查或政治审查不合格的不能发展", MUST, 16, 16),
    "DEV-18": Norm("未经短期集中培训的一般不能发展", MUST, 17, 17),
    "DEV-19": Norm("尚未列为发展对象的不参加发展对象培训", NORMALLY),
    "DEV-20": Norm("支委会审查后报有审批权的党委预审", MUST, 19, 18),
    "DEV-21": Norm("预审合格后才发给、填写入党志愿书", MUST, 19, 18),
    "DEV-22": Norm("即将离开的一般不办理接收手续", NORMALLY, 19, 18),
    "DEV-23": Norm("离开前三个月内接收的须调查核实", NORMALLY),
    "DEV-24": Norm("到会有表决权的人数须超过应到会的半数", MUST, 20, 19),
    "DEV-25": Norm("须采取无记名投票", MUST, 21, 20),
    "DEV-26": Norm("赞成人数须超过应到会有表决权人数的半数", MUST, 21, 20),
    "DEV-27": Norm("书面意见只计票，不计入到会人数", MUST, 21, 20),
    "DEV-28": Norm("两人以上须逐个讨论和表决", MUST, 21, 20),
    "DEV-29": Norm("本人或两名介绍人都不在场的应改期", NORMALLY),
    "DEV-31": Norm("只有党委（工委）能够审批", MUST, 23, 22),
    "DEV-32": Norm("临时党组织不能接收、审批", MUST, 23, 22),
    "DEV-33": Norm("审批前须由党委委员或组织员谈话", MUST, 24, 23),
    "DEV-34": Norm("须经党委审批，写明预备期起止", MUST, 25, 24),
    "DEV-35": Norm("三个月内审批，特殊情况不超过六个月，并报上级组织部门备案", MUST, 26, 25),
    "DEV-36": Norm("决议搁置三个月须复议，六个月须重新办理", LOCAL),
    "DEV-37": Norm("审批后及时编入党支部和党小组", MUST, 29, 28),
    "DEV-38": Norm("须举行入党宣誓", MUST, 30, 29),
    "DEV-39": Norm("宣誓在审批后、转正前及时举行", NORMALLY),
    "DEV-40": Norm("对预备党员进行教育和考察", MUST, 31, 30),
    "DEV-41": Norm("预备期一年，从支部大会通过之日算起", MUST, 32, 31),
    "DEV-42": Norm("转正、延长、取消都须支部大会讨论、上级党委审批", MUST, 32, 31),
    "DEV-43": Norm("预备期只能延长一次，不少于半年，不超过一年", MUST, 32, 31),
    "DEV-44": Norm("严重违犯党纪的取消预备党员资格", MUST, 32, 31),
    "DEV-45": Norm("须由本人提出书面转正申请", MUST, 33, 32),
    "DEV-46": Norm("转正的到会、投票和通过与接收相同", MUST, 33, 32),
    "DEV-47": Norm("预备期未满不能讨论转正", MUST, 32, 31, read_2014="S"),
    "DEV-48": Norm("三个月内审批转正决议", MUST, 34, 33),
    "DEV-50": Norm("党龄从预备期满转为正式党员之日算起", MUST, 34, 33),
    "DEV-51": Norm("预备党员转接时，接收单位须严格审查档案", MUST, 35, 34),
    "DEV-53": Norm("转入的预备党员推迟讨论不超过六个月", MUST, 36, 35),
    "DEV-54": Norm("推迟讨论不改变党龄", NORMALLY),
    "DEV-55": Norm("转正后五类材料存档", MUST, 37),
    "DEV-57": Norm("预审、支部大会各在一个月内", NORMALLY),
    "DEV-63": Norm("报上级党委同意后方可公示", MUST, None, 13, is_new=True),
    "DEV-64": Norm("列为发展对象前公示不少于五个工作日", MUST, None, 13, is_new=True),
    "DEV-65": Norm("流动人员在流出地和流入地同时公示", MUST, None, 13, is_new=True),
    "DEV-66": Norm("公示结果不影响的，公示结束后列为发展对象", MUST, None, 13, is_new=True),
    "DEV-67": Norm("处分影响期内的党员不宜作介绍人", NORMALLY, None, 14, is_new=True),
    "DEV-70": Norm("培训一般采取线下方式", NORMALLY, None, 17, is_new=True),
    "DEV-71": Norm("一般在批复后一个月内宣誓", NORMALLY, None, 29, is_new=True),
    "DEV-73": Norm("转正后六类材料存档", MUST, None, 36, is_new=True),
    "DEV-74": Norm("预审合格后一个月内提交支部党员大会讨论", MUST, None, 19, is_new=True),
    "DEV-79": Norm("党组只讨论决定重要事项，不能审批", NORMALLY, None, 22),
    "P-01": Norm("从申请到确定为积极分子的等待期", LOCAL),
    "P-02": Norm("积极分子的推荐方式", LOCAL),
    "P-03": Norm("二十八岁以下团员一般经推优", LOCAL, elsewhere=LEAGUE),
    "P-06": Norm("另须公示的环节", LOCAL),
    "P-07": Norm("公示天数", LOCAL),
    "P-08": Norm("政治审查结论的有效期", LOCAL),
    "P-13": Norm("预审合格后召开支部大会的时限", LOCAL),
    "P-15": Norm("列为发展对象后的接收期限", LOCAL),
    "P-16": Norm("思想汇报间隔", LOCAL),
    "P-17": Norm("党校培训学时", LOCAL),
    "P-19": Norm("预备党员考察间隔", LOCAL),
    "P-38": Norm("提出转正申请的时间", LOCAL),
}

# What no file of a person's history can show, each with the reason and where it is kept instead.
NOT_IN_A_HISTORY: dict[str, str] = {
    "DEV-08": "对全体积极分子的年度分析，属于党委的工作任务，不属于个人经历",
    "DEV-15": "外支部介绍人不参加表决，由会议应到人员名单排除",
    "DEV-17": "政治审查的方法和函调由材料体现，时间线只有结论",
    "DEV-30": "决议的内容写在入党志愿书上；其日期由 DOC 核对",
    "DEV-49": "书记谈话和宣布结果没有日期字段，由支部提示办理",
    "DEV-52": "不予承认由县级以上组织部门决定，系统只提出任务，从不自动判定",
    "DEV-56": "未通过者材料的保管地点，不在时间线中",
    "DEV-58": "中央、省级党委直接接收和追认，只作为数据导入的来源",
    "DEV-59": "半年检查、年度报告是组织部的工作任务",
    "DEV-60": "向哪里申请取决于单位情况，登记申请时核对",
    "DEV-61": "谈话内容写在谈话记录里，时间线只有谈话日期和谈话人",
    "DEV-62": "联系人的品质由支部判断；人数和身份见 DEV-06",
    "DEV-68": "政治审查的内容写在结论性材料里，时间线只有结论",
    "DEV-69": "征求意见和联审由党委、县级组织部门办理，时间线没有这一项",
    "DEV-72": "登记表的式样和流转是材料；归档是否齐全见 DEV-73",
    "DEV-75": "日常监督和年度报告是组织部的工作任务",
    "DEV-76": "违规接收须整体分析，由组织决定，从不自动作废",
    "DEV-77": "流动党员党组织是否具备条件由上级认定",
    "DEV-78": "组织员配备见“组织员队伍”",
}

# Faults of the file itself.
FILE_RULES = {
    "DATE": "日期有误",
    "ORDER": "步骤次序颠倒",
    "VOTES": "票数不符",
    "CLAIM": "登记的结果与经过不符",
    "DOC": "材料日期、签名或原件不符",
}


def code_of(rule: str) -> str:
    """What stands beside a finding for whoever looks it up: the rule's number; of a fault of the file, its words."""
    return FILE_RULES.get(rule, rule)
