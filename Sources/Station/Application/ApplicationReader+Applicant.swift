// SPDX-License-Identifier: Apache-2.0

import Records

extension ApplicationReader {
  static func applicant(_ given: ApplicationObject) throws(ApplicationError) -> Applicant {
    var object = given
    let name = try name(&object)
    guard let birthDate = BirthDate(try object.text("dateOfBirth")) else {
      throw object.invalid(
        "dateOfBirth", "a date as YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
    }
    let sex: Sex = try object.choice("gender")
    let nationality = try object.optionalText("nationality") ?? "VNM"
    let personalNumber = try object.optionalText("personalNumber")
    var details: [CivilDetail: String] = [:]
    for detail in CivilDetail.allCases {
      details[detail] = try object.optionalText(detail.rawValue)
    }
    let relatives = try relatives(&object)
    try object.finish()
    do {
      return try Applicant(
        name: name, birthDate: birthDate, sex: sex, nationality: nationality,
        personalNumber: personalNumber, details: details, relatives: relatives)
    } catch {
      throw object.refused(error)
    }
  }

  private static func name(_ object: inout ApplicationObject) throws(ApplicationError) -> PersonName
  {
    let family = try object.optionalText("lastName")
    let middle = try object.optionalText("middleName")
    let given = try object.text("firstName")
    do {
      return try PersonName(family: family, middle: middle, given: given)
    } catch {
      throw object.refused(error)
    }
  }

  private static func relatives(
    _ applicant: inout ApplicationObject
  ) throws(ApplicationError) -> [Relative] {
    var relatives: [Relative] = []
    for given in try applicant.objects("relatives") {
      var object = given
      let relation: Relative.Relation = try object.choice("relation")
      let name = try name(&object)
      let number = try object.optionalText("personalNumber")
      try object.finish()
      do {
        relatives.append(try Relative(relation: relation, name: name, personalNumber: number))
      } catch {
        throw object.refused(error)
      }
    }
    return relatives
  }
}
